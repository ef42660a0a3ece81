#include "config.h"

#include "bench/stage.h"

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 10000, OPTIONS = 32, PAYLOAD = 1024 };

void stage_fail(const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", why, strerror(errno));
	exit(EXIT_FAILURE);
}

uint64_t stage_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void pause_ms(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static void name(const struct stage *s, char path[2 * STAGE_PATH],
		 const char *file)
{
	snprintf(path, (size_t)2 * STAGE_PATH, "%s/%s", s->folder, file);
}

void stage_open(struct stage *s)
{
	*s = (struct stage){.folder = "/tmp/nbgate-bench-XXXXXX", .api = -1};
	if (!mkdtemp(s->folder))
		stage_fail("no folder");
	snprintf(s->modem, sizeof(s->modem), "%.80s/modem", s->folder);
}

/* What the programs say is thrown away. */
static pid_t start(const char *const *argv)
{
	pid_t parent = getpid(), pid;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		stage_fail("fork");
	if (pid)
		return pid;
	if (!freopen("/dev/null", "w", stderr) ||
	    !freopen("/dev/null", "w", stdout))
		_exit(EXIT_FAILURE);
	setenv("JOURNAL_STREAM", "", 1);
	if (getppid() == parent)
		execv(argv[0], (char *const *)(const void *)argv);
	_exit(EXIT_FAILURE);
}

static void stop(pid_t *pid)
{
	if (!*pid)
		return;
	kill(*pid, SIGTERM);
	waitpid(*pid, NULL, 0);
	*pid = 0;
}

void stage_start_sim(struct stage *s, const char *const *options)
{
	const char *argv[OPTIONS] = {"./nbgate-sim", "--link", s->modem};
	struct stat st;
	size_t count = 3;

	while (*options && count < OPTIONS - 1)
		argv[count++] = *options++;
	s->sim = start(argv);
	for (int i = 0; i < PATIENCE; i++) {
		if (!lstat(s->modem, &st))
			return;
		pause_ms();
	}
	stage_fail("no simulated modem");
}

static void write_config(const struct stage *s, const char *path, unsigned baud)
{
	struct group *group = getgrgid(getgid());
	FILE *f = fopen(path, "we");

	if (!f)
		stage_fail(path);
	fprintf(f,
		"[gateway]\nsocket = %s/api.sock\nsocket-group = %s\n"
		"socket-mode = 0600\nstate-dir = %s/state\n"
		"[modem]\ndevice = %s\nbaud = %u\n",
		s->folder, group ? group->gr_name : "root", s->folder, s->modem,
		baud);
	for (int i = 1; i <= STAGE_TARGETS; i++)
		fprintf(f, "[target t%d]\nuri = coap://[2001:db8::%d]\n", i, i);
	if (fclose(f))
		stage_fail(path);
}

/* Once it listens. */
static int connect_api(const struct stage *s)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%.90s/api.sock", s->folder);
	for (int i = 0; i < PATIENCE; i++) {
		if (!connect(fd, (struct sockaddr *)&at, sizeof(at)))
			return fd;
		pause_ms();
	}
	stage_fail("no nbgated");
}

void stage_start_daemon(struct stage *s, unsigned baud)
{
	char config[2 * STAGE_PATH];
	const char *argv[] = {"./nbgated", "-c", config, NULL};

	name(s, config, "modem0.conf");
	write_config(s, config, baud);
	s->daemon = start(argv);
	s->api = connect_api(s);
	s->len = 0;
}

void stage_stop_daemon(struct stage *s)
{
	if (s->api >= 0)
		close(s->api);
	s->api = -1;
	stop(&s->daemon);
}

void stage_close(struct stage *s)
{
	const char *argv[] = {"/bin/rm", "-rf", s->folder, NULL};
	pid_t pid;

	stage_stop_daemon(s);
	stop(&s->sim);
	pid = start(argv);
	waitpid(pid, NULL, 0);
}

void stage_ask(struct stage *s, unsigned target, size_t len)
{
	static char payload[PAYLOAD + 1];
	char line[PAYLOAD + 200];
	int n;

	memset(payload, 'x', PAYLOAD);
	n = snprintf(line, sizeof(line),
		     "{\"jsonrpc\":\"2.0\",\"id\":%u,"
		     "\"method\":\"coap.request\",\"params\":{"
		     "\"target\":\"t%u\",\"path\":\"/x\","
		     "\"method\":\"PUT\",\"payload\":\"%.*s\"}}\n",
		     target, target, (int)len, payload);
	if (write(s->api, line, (size_t)n) != n)
		stage_fail("the API takes no request");
}

static unsigned take_line(struct stage *s, size_t len)
{
	unsigned target = 0;

	s->line[len] = '\0';
	if (!strstr(s->line, "\"2.04\"") ||
	    sscanf(s->line, "{\"jsonrpc\":\"2.0\",\"id\":%u", &target) != 1) {
		fprintf(stderr, "%s\n", s->line);
		stage_fail("another answer");
	}
	s->len -= len + 1;
	memmove(s->line, s->line + len + 1, s->len);
	return target;
}

unsigned stage_hear(struct stage *s)
{
	char *lf = memchr(s->line, '\n', s->len);
	ssize_t n;

	if (!lf) {
		n = recv(s->api, s->line + s->len, sizeof(s->line) - s->len,
			 MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN))
			stage_fail("nbgated has gone");
		if (n > 0)
			s->len += (size_t)n;
		lf = memchr(s->line, '\n', s->len);
	}
	return lf ? take_line(s, (size_t)(lf - s->line)) : 0;
}
