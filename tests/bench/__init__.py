"""How quick the pages are beside the plainest that Django, or the database, could do: `python3 dev.py bench`."""
