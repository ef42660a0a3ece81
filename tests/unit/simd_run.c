/* The program itself: a tty on one side, real UDP on the other. */
#include "unit/unit.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

TCase *simd_run_case(void);

#define PATIENCE_MS 5000

static char dir[64], tty_path[96], stats_path[96], control_path[96];
static pid_t program;
static int said = -1; /* its stderr */
static int tty = -1, server = -1;
static char map[96];

static void open_server(void)
{
	struct sockaddr_in6 at = {.sin6_family = AF_INET6,
				  .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	socklen_t len = sizeof(at);

	server = socket(AF_INET6, SOCK_DGRAM, 0);
	ck_assert_int_eq(bind(server, (struct sockaddr *)&at, len), 0);
	ck_assert_int_eq(getsockname(server, (struct sockaddr *)&at, &len), 0);
	snprintf(map, sizeof(map), "[2001:db8::1]:5683=[::1]:%u",
		 ntohs(at.sin6_port));
}

static const char *build_directory(void)
{
	const char *build = getenv("top_builddir");

	return build ? build : ".";
}

static void become_program(int err)
{
	char path[256];

	dup2(err, 2);
	snprintf(path, sizeof(path), "%s/nbgate-sim", build_directory());
	execl(path, path, "--link", tty_path, "--map", map, "--stats",
	      stats_path, "--control", control_path, "--quirk", "registered",
	      "--baud", "921600", (char *)NULL);
	_exit(127);
}

static bool readable(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, PATIENCE_MS) == 1;
}

/* Reads until @text has come; fails when nothing comes any more. */
static void expect(int fd, const char *text)
{
	char heard[4096] = "";
	size_t len = 0;

	while (!strstr(heard, text)) {
		ssize_t n;

		ck_assert_msg(readable(fd), "only heard: %s", heard);
		n = read(fd, heard + len, sizeof(heard) - 1 - len);
		ck_assert_int_gt(n, 0);
		len += (size_t)n;
		heard[len] = '\0';
	}
}

static void setup(void)
{
	int err[2];

	strcpy(dir, "/tmp/nbgate-simd-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(tty_path, sizeof(tty_path), "%s/tty", dir);
	snprintf(stats_path, sizeof(stats_path), "%s/stats", dir);
	snprintf(control_path, sizeof(control_path), "%s/control", dir);
	open_server();
	ck_assert_int_eq(pipe(err), 0);
	program = fork();
	if (!program)
		become_program(err[1]);
	close(err[1]);
	said = err[0];
	expect(said, " is /dev/pts/");
	tty = open(tty_path, O_RDWR | O_NOCTTY);
	ck_assert_int_ge(tty, 0);
}

static void teardown(void)
{
	if (program > 0) {
		kill(program, SIGKILL);
		waitpid(program, NULL, 0);
		unlink(tty_path);
	}
	close(tty);
	close(said);
	close(server);
	unlink(stats_path);
	unlink(control_path);
	rmdir(dir);
}

static void ask(const char *text, const char *answer)
{
	ssize_t len = (ssize_t)strlen(text);

	ck_assert_int_eq(write(tty, text, (size_t)len), len);
	expect(tty, answer);
}

static void dial(const char *host)
{
	char line[128];

	snprintf(line, sizeof(line), "AT+SQNSD=1,1,5683,\"%s\",0,16001,1,0\r",
		 host);
	ask("AT+SQNSCFGEXT=1,1,0,0\r", "\r\nOK\r\n");
	ask(line, "\r\nOK\r\n");
	ask("AT+SQNSSENDEXT=1,5\r", "\r\n> ");
	ask("hello", "\r\nOK\r\n");
}

/* Ends it as an operator would; what its counters say. */
static const char *end(void)
{
	static char text[2048];
	struct stat st;
	int status;
	ssize_t n;
	int fd;

	kill(program, SIGTERM);
	ck_assert_int_eq(waitpid(program, &status, 0), program);
	program = 0;
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	ck_assert_int_eq(lstat(tty_path, &st), -1);
	fd = open(stats_path, O_RDONLY);
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	ck_assert_int_gt(n, 0);
	text[n] = '\0';
	return text;
}

START_TEST(a_datagram_goes_to_the_mapped_server_and_its_answer_back)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof(from);
	char data[16];
	const char *stats;

	dial("2001:db8::1");
	ck_assert(readable(server));
	ck_assert_int_eq(recvfrom(server, data, sizeof(data), 0,
				  (struct sockaddr *)&from, &len),
			 5);
	ck_assert_mem_eq(data, "hello", 5);
	sendto(server, "world!", 6, 0, (struct sockaddr *)&from, len);
	expect(tty, "\r\n+SQNSRING: 1,6\r\n");
	ask("AT+SQNSRECV=1,1500\r",
	    "\r\n+SQNSRECV: 1,6\r\nworld!\r\n\r\nOK\r\n");
	stats = end();
	ck_assert_ptr_nonnull(strstr(stats, "\ndatagrams_up 1\n"));
	ck_assert_ptr_nonnull(strstr(stats, "\ndatagrams_down 1\n"));
	ck_assert_ptr_nonnull(strstr(stats, "\nviolations 0\n"));
}
END_TEST

START_TEST(what_is_not_on_the_loopback_is_dropped_and_told)
{
	dial("2001:db8::2");
	expect(said, "[2001:db8::2]:5683 is not on the loopback");
	ck_assert_ptr_nonnull(strstr(end(), "\nunreachable 1\n"));
}
END_TEST

START_TEST(a_violation_is_told_and_counted)
{
	ask("AT+NOSUCH\r", "\r\nERROR\r\n");
	expect(said, "violation: unknown command");
	ck_assert_ptr_nonnull(strstr(end(), "\nviolations 1\n"));
}
END_TEST

START_TEST(a_second_client_finds_the_modem_as_the_first_left_it)
{
	ask("AT+CMEE=1\r", "\r\nOK\r\n");
	close(tty);
	tty = open(tty_path, O_RDWR | O_NOCTTY);
	ask("AT+CMEE?\r", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
	end();
}
END_TEST

static int connect_control(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(at.sun_path, control_path);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	return fd;
}

static void order(int fd, const char *line)
{
	ck_assert_int_gt(dprintf(fd, "%s\n", line), 0);
	expect(fd, "ok\n");
}

START_TEST(a_cable_that_is_pulled_hangs_up_and_leads_elsewhere_again)
{
	int fd = connect_control();
	struct stat st;
	char c;

	order(fd, "unplug");
	ck_assert_int_le(read(tty, &c, 1), 0);
	ck_assert_int_eq(lstat(tty_path, &st), -1);
	order(fd, "plug");
	close(tty);
	tty = open(tty_path, O_RDWR | O_NOCTTY);
	ask("AT\r", "\r\nOK\r\n");
	close(fd);
}
END_TEST

START_TEST(speeds_must_agree)
{
	int fd = connect_control();
	struct termios t;

	ask("AT\r", "\r\nOK\r\n");
	order(fd, "baud 115200");
	order(fd, "urc X");
	expect(tty, "\xd7\xd0\x82");
	ck_assert_int_eq(tcgetattr(tty, &t), 0);
	cfsetspeed(&t, B115200);
	tcsetattr(tty, TCSANOW, &t);
	ask("AT\r", "\r\nOK\r\n");
	close(fd);
}
END_TEST

START_TEST(orders_come_through_the_control_socket)
{
	int fd = connect_control();
	struct stat st;

	ask("AT+CEREG=1\r", "\r\nOK\r\n");
	ck_assert_int_eq(write(fd, "coverage off\ncove", 17), 17);
	expect(fd, "ok\n");
	expect(tty, "\r\n+CEREG: 80\r\n");
	ck_assert_int_eq(write(fd, "rage on\n", 8), 8);
	expect(fd, "ok\n");
	expect(tty, "\r\n+CEREG: 1\r\n");
	close(fd);
	end();
	ck_assert_int_eq(lstat(control_path, &st), -1);
}
END_TEST

START_TEST(a_file_that_cannot_be_made_is_told_and_ends_it)
{
	char command[400], line[100] = "";
	FILE *output;

	snprintf(command, sizeof(command),
		 "%s/nbgate-sim --link %s.2 --transcript /nowhere/t 2>&1",
		 build_directory(), tty_path);
	output = popen(command, "r");
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), output));
	ck_assert_str_eq(line, "nbgate-sim: --transcript: No such file or "
			       "directory\n");
	ck_assert_int_eq(WEXITSTATUS(pclose(output)), 1);
}
END_TEST

TCase *simd_run_case(void)
{
	TCase *c = tcase_create("run");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 30);
	tcase_add_test(
		c, a_datagram_goes_to_the_mapped_server_and_its_answer_back);
	tcase_add_test(c, what_is_not_on_the_loopback_is_dropped_and_told);
	tcase_add_test(
		c, a_cable_that_is_pulled_hangs_up_and_leads_elsewhere_again);
	tcase_add_test(c, speeds_must_agree);
	tcase_add_test(c, orders_come_through_the_control_socket);
	tcase_add_test(c, a_violation_is_told_and_counted);
	tcase_add_test(c, a_second_client_finds_the_modem_as_the_first_left_it);
	tcase_add_test(c, a_file_that_cannot_be_made_is_told_and_ends_it);
	return c;
}
