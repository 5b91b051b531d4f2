"""Chiefs of state, of government and of mission, from the editions of the World Factbook."""
