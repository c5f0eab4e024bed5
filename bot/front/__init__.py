"""Where Slack comes in: signed HTTP requests and Socket Mode, both into one dispatch."""
