"""Presidents, Vice Presidents and members of Congress, from congress-legislators."""
