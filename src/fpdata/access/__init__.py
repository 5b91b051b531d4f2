"""Access: load exported tables, look records up, query tenures and travel."""
