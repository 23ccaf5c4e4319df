"""Two records of one person made one."""
