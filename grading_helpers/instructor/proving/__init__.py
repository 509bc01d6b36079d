"""The proofs: graders, messages, notebooks and coverage, over all that a build makes."""
