"""Pages for people who work here: agents, sellers, admins."""
