#define _GNU_SOURCE /* pipe2 */
#include "os/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct os_child {
	pid_t pid;
	int exit_fd;   /* readable when it has ended */
	int output_fd; /* what it says */
	struct os_watch *exit_watch, *output_watch;
	struct os_timer *timer;
	char output[OS_CHILD_OUTPUT];
	size_t output_len;
	bool late;
	void (*ended)(void *arg, const struct os_child_end *end);
	void *arg;
};

static void release(struct os_child *c)
{
	if (c->exit_watch)
		os_watch_remove(c->exit_watch);
	if (c->output_watch)
		os_watch_remove(c->output_watch);
	if (c->timer)
		os_timer_remove(c->timer);
	if (c->exit_fd >= 0)
		close(c->exit_fd);
	if (c->output_fd >= 0)
		close(c->output_fd);
	free(c);
}

/* ---- what it says ---- */

/* Takes what there is; false at the end of it. */
static bool take_output(struct os_child *c)
{
	char buf[512];
	ssize_t n = read(c->output_fd, buf, sizeof(buf));

	for (ssize_t i = 0; i < n && c->output_len < sizeof(c->output) - 1; i++)
		c->output[c->output_len++] =
			(char)(buf[i] < ' ' || buf[i] > '~' ? '?' : buf[i]);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static void stop_listening(struct os_child *c)
{
	os_watch_remove(c->output_watch);
	c->output_watch = NULL;
}

static void output_came(void *arg, uint32_t events)
{
	struct os_child *c = arg;

	(void)events;
	if (!take_output(c))
		stop_listening(c);
}

/* ---- its end ---- */

static void drop_line_end(struct os_child *c)
{
	while (c->output_len && strchr("? ", c->output[c->output_len - 1]))
		c->output_len--;
	c->output[c->output_len] = '\0';
}

static void has_ended(void *arg, uint32_t events)
{
	struct os_child *c = arg;
	struct os_child_end end = {.how = OS_CHILD_LATE, .output = c->output};
	int status = 0;

	(void)events;
	if (waitpid(c->pid, &status, WNOHANG) == 0)
		return;
	if (c->output_watch)
		take_output(c);
	drop_line_end(c);
	if (!c->late) {
		end.how = WIFEXITED(status) ? OS_CHILD_EXITED : OS_CHILD_KILLED;
		end.code = WIFEXITED(status) ? WEXITSTATUS(status)
					     : WTERMSIG(status);
	}
	c->ended(c->arg, &end);
	release(c);
}

static void limit_came(void *arg, nb_ms now)
{
	struct os_child *c = arg;

	(void)now;
	c->late = true;
	kill(-c->pid, SIGKILL);
}

void os_child_kill(struct os_child *c)
{
	kill(-c->pid, SIGKILL);
	waitpid(c->pid, NULL, 0);
	release(c);
}

/* ---- its start ---- */

/* Cuts @words in place; how many, or 0 when they are none or too many. */
static size_t split(char *words, char *argv[OS_CHILD_ARGS + 1])
{
	size_t count = 0;
	char *rest, *word = strtok_r(words, " \t", &rest);

	for (; word; word = strtok_r(NULL, " \t", &rest)) {
		if (count == OS_CHILD_ARGS)
			return 0;
		argv[count++] = word;
	}
	argv[count] = NULL;
	return count;
}

/* Signals as they are for everybody, and a group of its own. */
static void set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setpgroup(attributes, 0);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
						     POSIX_SPAWN_SETSIGDEF |
						     POSIX_SPAWN_SETPGROUP);
}

/* 0, or an errno. */
static int spawn(pid_t *pid, char *const argv[], int output)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;

	set_attributes(&attributes);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
					 O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
	int error =
		posix_spawnp(pid, argv[0], &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* 0, or an errno. */
static int start(struct os_child *c, const char *line)
{
	char *words = strdup(line);
	char *argv[OS_CHILD_ARGS + 1];
	int pipe_fds[2], error = EINVAL;

	if (!words || pipe2(pipe_fds, O_CLOEXEC) < 0) {
		error = errno;
		free(words);
		return error;
	}
	c->output_fd = pipe_fds[0];
	fcntl(c->output_fd, F_SETFL, O_NONBLOCK);
	if (split(words, argv))
		error = spawn(&c->pid, argv, pipe_fds[1]);
	close(pipe_fds[1]);
	free(words);
	return error;
}

static bool watch(struct os_child *c, struct os_loop *loop, nb_ms limit)
{
	c->exit_fd = pidfd_open(c->pid, 0);
	if (c->exit_fd < 0)
		return false;
	c->exit_watch = os_watch_add(loop, c->exit_fd, EPOLLIN, has_ended, c);
	c->output_watch =
		os_watch_add(loop, c->output_fd, EPOLLIN, output_came, c);
	c->timer = os_timer_add(loop, limit_came, c);
	if (!c->exit_watch || !c->output_watch || !c->timer)
		return false;
	os_timer_set(c->timer, os_now() + limit);
	return true;
}

struct os_child *
os_child_run(struct os_loop *loop, const char *line, nb_ms limit,
	     void (*ended)(void *arg, const struct os_child_end *end),
	     void *arg)
{
	struct os_child *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	*c = (struct os_child){
		.exit_fd = -1, .output_fd = -1, .ended = ended, .arg = arg};
	int error = start(c, line);
	if (error) {
		release(c);
		errno = error;
		return NULL;
	}
	if (watch(c, loop, limit))
		return c;
	error = errno;
	os_child_kill(c);
	errno = error;
	return NULL;
}
