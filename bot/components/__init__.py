"""Parts of Rasa that we add; they run inside Rasa's environment and import nothing of ours."""
