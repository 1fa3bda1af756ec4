"""What the pages about inspections print."""
