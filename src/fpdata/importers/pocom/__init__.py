"""Principal officers and chiefs of mission, from pocom."""
