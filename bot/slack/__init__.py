"""The way out to Slack: one session, the calls we make, and what their failures mean."""
