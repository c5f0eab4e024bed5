"""What people see: domain values in, Block Kit out. Pure functions, no I/O."""
