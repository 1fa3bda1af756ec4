"""What reads a file in a process of its own. Nothing else imports it: `python -I` runs the folder."""
