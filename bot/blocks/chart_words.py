"""What stands beside the picture of a digest."""

from __future__ import annotations

TITLE = "Red, Amber and Green by area"
COMMENT = (
    "Red, Amber and Green by area, now and at the last digest. The message above says the same in words."
)
