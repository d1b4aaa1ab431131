"""Fits the encoder that reads messages. Run seldom: its weights stand in bot/reading/weights."""
