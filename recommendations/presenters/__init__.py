"""What the pages of the register print."""
