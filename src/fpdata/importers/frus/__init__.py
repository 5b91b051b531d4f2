"""The documents of Foreign Relations of the United States."""
