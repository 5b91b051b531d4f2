"""The columnar engine: prove whole columns valid with Arrow, and validate only what stays unproved."""
