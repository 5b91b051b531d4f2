"""How much of a package a check keeps in memory, and how much it does at once."""

#: Bytes per block: large enough to amortize the overhead of a block, small enough that several fit in memory.
BLOCK_SIZE = 6 << 20
#: Bytes of rows of a table that are cached, so that they need not be read again.
ROW_CACHE_BYTES = 4 << 20
#: Bytes of the keys of a table that are looked up in C, where 32 bits say where each begins.
KEY_BYTES = 1 << 31
#: A table with fewer violations of key order than this is treated as sorted except for these.
MAX_ORDER_VIOLATIONS = 1 << 16
#: Rows of a table whose keys are put into a hash table even if no reference needs one.
HASHED_ROWS = 100_000
