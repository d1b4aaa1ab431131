"""Settings, wiring, the ASGI app, the supervisor, the command line."""
