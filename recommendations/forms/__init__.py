"""What comes in about items."""
