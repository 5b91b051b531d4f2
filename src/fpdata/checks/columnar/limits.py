"""How much of a package a check keeps in memory, and how much it does at once."""

#: Bytes per block: large enough to amortize the overhead of a block, small enough that several fit in memory.
BLOCK_SIZE = 6 << 20
#: Bytes of rows of a table that are cached, so that they need not be read again.
ROW_CACHE_BYTES = 4 << 20
#: Bytes of references of a table that wait until they are looked up together.
PENDING_BYTES = 32 << 20
#: Keys in one look-up: the hash table of more does not fit into the processor's cache.
MAX_JOIN_KEYS = 1 << 15
#: A table with fewer violations of key order than this is treated as sorted except for these.
MAX_ORDER_VIOLATIONS = 1 << 16
#: Bytes of ids in one Arrow chunk.
CHUNK_BYTES = 4 << 20
