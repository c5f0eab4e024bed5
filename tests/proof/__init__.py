"""That every delivery arrives once, whatever dies when: workers killed against a Slack that misbehaves."""
