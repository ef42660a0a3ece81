#include "os/notify.h"

#include <systemd/sd-daemon.h>

void os_notify_ready(void)
{
	sd_notify(0, "READY=1");
}

void os_notify_status(const char *text)
{
	sd_notifyf(0, "STATUS=%s", text);
}

void os_notify_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}
