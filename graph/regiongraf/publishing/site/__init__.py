"""The static linked-data site: a page per organisation, activity, source, place and statement, that needs no server."""
