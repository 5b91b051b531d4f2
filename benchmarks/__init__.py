"""The benchmark: packages of any size, and what it costs fpdata and its peers to check them."""
