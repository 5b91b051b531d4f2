"""The columnar engine: prove whole columns valid with Arrow, and validate only the other rows one by one."""
