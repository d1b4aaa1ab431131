"""Ways to be paid: each module speaks to one provider, behind the Protocol in provider.py."""
