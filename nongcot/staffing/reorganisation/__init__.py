"""Units merged, split, ended, renamed, moved and created by a plan: read it, foresee it, carry it out as one."""
