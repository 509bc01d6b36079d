"""The proofs of ``course check``: of graders, messages, notebooks and coverage."""
