"""Mirrors the packages; fixtures/ holds payloads; e2e/ runs everything."""
