"""What all importers share: drafts, person matching, upserting, findings."""
