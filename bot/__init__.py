"""socmob: a Slack app with which a team reviews how its organisation advocates for social mobility."""

__version__ = "0.1.0"
