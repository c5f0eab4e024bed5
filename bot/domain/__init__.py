"""The rules of a review: pure values and functions, no I/O, no clock, no framework."""
