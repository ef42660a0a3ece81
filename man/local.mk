dist_man_MANS += man/nbgate.conf.5
dist_man_MANS += man/nbgated.8
dist_man_MANS += man/nbgate-sim.1
dist_man_MANS += man/libnbgate.3
dist_man_MANS += man/nbgate-api.7
dist_man_MANS += man/nbgate.1
dist_man_MANS += man/libnbcoap.3
dist_man_MANS += man/nbcoap_node.3
