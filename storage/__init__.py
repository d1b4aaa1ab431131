"""The only importer of sqlalchemy; implements the Protocols of chat and shop; migrations."""
