"""What the assistant says, in each language, in one place."""
