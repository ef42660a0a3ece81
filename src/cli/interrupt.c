#include "cli/interrupt.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static void add_unless_ignored(sigset_t *set, int signal)
{
	struct sigaction now;

	if (!sigaction(signal, NULL, &now) && now.sa_handler != SIG_IGN)
		sigaddset(set, signal);
}

static void signals(sigset_t *set)
{
	sigemptyset(set);
	add_unless_ignored(set, SIGINT);
	add_unless_ignored(set, SIGTERM);
}

int cli_interrupt_open(void)
{
	sigset_t set;

	signals(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool cli_interrupt_take(int fd)
{
	struct signalfd_siginfo came;

	return read(fd, &came, sizeof(came)) == sizeof(came);
}

void cli_interrupt_close(int fd)
{
	sigset_t set;

	signals(&set);
	close(fd);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}
