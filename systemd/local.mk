# What the system needs to run the daemon, and how it is told.
systemdsystemunit_DATA = systemd/nbgated@.service
dist_udevrules_DATA = systemd/70-nbgate.rules

# Installed under the names that systemd looks for.
install-data-local:
	$(MKDIR_P) '$(DESTDIR)$(sysusersdir)' '$(DESTDIR)$(tmpfilesdir)'
	$(INSTALL_DATA) $(srcdir)/systemd/nbgate.sysusers \
		'$(DESTDIR)$(sysusersdir)/nbgate.conf'
	$(INSTALL_DATA) $(srcdir)/systemd/nbgate.tmpfiles \
		'$(DESTDIR)$(tmpfilesdir)/nbgate.conf'

uninstall-local:
	rm -f '$(DESTDIR)$(sysusersdir)/nbgate.conf' \
		'$(DESTDIR)$(tmpfilesdir)/nbgate.conf'

systemddocdir = $(docdir)/systemd
dist_systemddoc_DATA = systemd/README.md systemd/gpio.conf systemd/udp.conf

systemd/nbgated@.service: systemd/nbgated@.service.in Makefile
	@$(MKDIR_P) systemd
	$(AM_V_GEN)$(SED) -e 's|@sbindir[@]|$(sbindir)|g' \
		$(srcdir)/systemd/nbgated@.service.in > $@.tmp && mv $@.tmp $@

CLEANFILES += systemd/nbgated@.service
EXTRA_DIST += systemd/nbgated@.service.in systemd/nbgate.sysusers \
	systemd/nbgate.tmpfiles
