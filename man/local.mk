dist_man_MANS += man/nbgate.conf.5
dist_man_MANS += man/nbgated.8
dist_man_MANS += man/nbgate-sim.1
dist_man_MANS += man/libnbgate.3
dist_man_MANS += man/nbgate-api.7
dist_man_MANS += man/nbgate.1
dist_man_MANS += man/libnbcoap.3
dist_man_MANS += man/nbcoap_client.3
dist_man_MANS += man/nbcoap_node.3
dist_man_MANS += man/nbcoap_server.3

dist_man_MANS += man/libnbsqn.3

# The other headers of the libraries are their own manual: scripts/header-man.
header_pages = nbsqn_modem.3 $(nbcoap_pages)
nbcoap_pages = nbcoap_addr.3 nbcoap_amplify.3 nbcoap_blockwise.3 nbcoap_code.3 \
	nbcoap_conditional.3 nbcoap_echo.3 nbcoap_endpoint.3 \
	nbcoap_link_format.3 nbcoap_message.3 nbcoap_observe.3 \
	nbcoap_params.3 nbcoap_problem.3 nbcoap_rto.3 nbcoap_types.3 \
	nbcoap_uri.3

man_MANS += $(header_pages)
CLEANFILES += $(header_pages)

make_page = $(AM_V_GEN)$(AWK) -f $(top_srcdir)/scripts/header-man \
	-v date='November 24, 2026' $< >$@.new && mv $@.new $@

$(nbcoap_pages): nbcoap_%.3: include/nbcoap/%.h scripts/header-man
	$(make_page)
nbsqn_modem.3: include/nbsqn/modem.h scripts/header-man
	$(make_page)
