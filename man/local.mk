# man
dist_man_MANS += man/nbgated.8
