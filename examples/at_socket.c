/*
 * CoAP through an NB-IoT modem on a serial line, without a gateway: libnbcoap's
 * node over libnbsqn's datagrams.
 *
 *	cc -o at_socket at_socket.c $(pkg-config --cflags --libs nbsqn)
 *	./at_socket /dev/ttyUSB0 coap://[2001:db8::1]/time apn=iot baud=115200
 *
 * What stands behind the URI are settings of [modem], see nbgate.conf(5).
 */
#include <errno.h>
#include <fcntl.h>
#include <nbcoap/node.h>
#include <nbsqn/modem.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SETTINGS 16

/* The modem, its port, and the datagram that is on its way down. */
struct line {
	const char *path;
	int fd;    /* -1: closed */
	bool full; /* it takes no more now */
	struct nbsqn_modem *modem;
	enum nb_link_state state;
	uint8_t bytes[1500];
	bool sending;
};

static nb_ms now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (nb_ms)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- The port ---- */

static void set_speed(const struct line *l, uint32_t baud)
{
	struct termios t;

	if (tcgetattr(l->fd, &t) < 0)
		return;
	cfmakeraw(&t);
	t.c_cflag |= CLOCAL | CREAD | CRTSCTS;
	cfsetspeed(&t, baud);
	tcsetattr(l->fd, TCSANOW, &t);
}

static void close_port(struct line *l, enum nbsqn_port why)
{
	close(l->fd);
	l->fd = -1;
	nbsqn_modem_port(l->modem, why, now());
}

static void open_port(struct line *l, uint32_t baud)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = open(l->path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (l->fd < 0)
		perror(l->path);
	else
		set_speed(l, baud);
	nbsqn_modem_port(l->modem,
			 l->fd < 0 ? NBSQN_PORT_FAILED : NBSQN_PORT_OPEN,
			 now());
}

static void grant(struct line *l, const struct nbsqn_wish *wish)
{
	switch (wish->type) {
	case NBSQN_WISH_OPEN:
		open_port(l, wish->baud);
		break;
	case NBSQN_WISH_SPEED:
		set_speed(l, wish->baud);
		break;
	case NBSQN_WISH_CLOSE:
		close_port(l, NBSQN_PORT_CLOSED);
		break;
	case NBSQN_WISH_RUN: /* comes only with reset-command */
		nbsqn_modem_ran(l->modem, now());
		break;
	case NBSQN_WISH_KEEP:     /* any local port will do */
	case NBSQN_WISH_KEEP_PIN: /* it has none            */
		break;
	}
}

static void read_port(struct line *l)
{
	char buf[512];
	ssize_t len = l->fd < 0 ? 0 : read(l->fd, buf, sizeof(buf));

	if (len > 0)
		nbsqn_modem_input(l->modem, buf, (size_t)len, now());
	else if (len < 0 && errno != EAGAIN && errno != EINTR)
		close_port(l, NBSQN_PORT_GONE);
}

static void write_port(struct line *l)
{
	char buf[512];
	size_t len;

	l->full = false;
	while (!l->full &&
	       (len = nbsqn_modem_output(l->modem, buf, sizeof(buf), now()))) {
		ssize_t out = write(l->fd, buf, len);

		nbsqn_modem_output_done(l->modem, out < 0 ? 0 : (size_t)out,
					now());
		l->full = out < (ssize_t)len; /* the rest is offered again */
	}
}

/* ---- The node's socket ---- */

/* A node that is told "sent" begins to count, and forgets the bytes. */
static int send_to(void *self, const struct nb_addr *peer, const void *data,
		   size_t len)
{
	struct line *l = self;
	const struct nb_datagram datagram = {
		.peer = *peer,
		.bytes = {l->bytes, len},
		.expect = NB_EXPECT_MORE,
		.transmission = 1,
	};

	if (l->sending || len > sizeof(l->bytes))
		return NB_ERR_SPACE;
	memcpy(l->bytes, data, len);
	int result = nbsqn_modem_send(l->modem, &datagram, now());
	l->sending = result == 0;
	return result == NB_ERR_CALLER ? NB_ERR_SYSTEM : result;
}

static int receive_from(void *self, struct nb_addr *peer, void *buf, size_t cap)
{
	struct line *l = self;
	struct nbsqn_event event;

	while (nbsqn_modem_next_event(l->modem, &event, now()))
		switch (event.type) {
		case NBSQN_EVENT_RECEIVED:
			if (event.bytes.len > cap)
				break;
			*peer = event.peer;
			memcpy(buf, event.bytes.data, event.bytes.len);
			return (int)event.bytes.len;
		case NBSQN_EVENT_VERDICT:
			l->sending = false;
			break;
		case NBSQN_EVENT_STATE:
			l->state = event.state;
			break;
		case NBSQN_EVENT_LOG:
			fprintf(stderr, "%s\n", event.text);
			break;
		case NBSQN_EVENT_REBOUND:
		case NBSQN_EVENT_DROWSY:
		case NBSQN_EVENT_RESOLVED:
		case NBSQN_EVENT_ANSWERED:
			break;
		}
	return NB_ERR_SPACE;
}

/* ---- Asking ---- */

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	(void)n;
	*(bool *)arg = true;
	if (event->type == NBCOAP_EVENT_RESPONSE)
		printf("%.*s\n", (int)event->message.payload.len,
		       (const char *)event->message.payload.data);
	else
		fprintf(stderr, "no answer\n");
}

/* Milliseconds; the node asks to be looked at once a second at least. */
static int until_due(struct line *l, const struct nbcoap_node *n)
{
	nb_ms modem = nbsqn_modem_deadline(l->modem) - now();
	nb_ms wait = nbcoap_node_timeout(n);

	if (modem < wait)
		wait = modem;
	return wait < 0 ? 0 : (int)wait;
}

/* Everything that can be done without waiting. */
static void serve(struct line *l, struct nbcoap_node *n)
{
	struct nbsqn_wish wish;

	nbsqn_modem_expire(l->modem, now());
	nbcoap_node_poll(n, 0); /* takes the modem's events */
	while (nbsqn_modem_next_wish(l->modem, &wish))
		grant(l, &wish);
	if (l->fd >= 0)
		write_port(l);
}

static void wait_and_read(struct line *l, const struct nbcoap_node *n)
{
	struct pollfd port = {.fd = l->fd, .events = POLLIN};

	if (l->full)
		port.events |= POLLOUT;
	poll(&port, 1, until_due(l, n));
	read_port(l);
}

static void ask(struct line *l, const char *uri)
{
	const struct nbcoap_node_config config = {
		.params = &nbcoap_params_nb_iot,
	};
	const struct nbcoap_socket socket = {
		.self = l,
		.send = send_to,
		.receive = receive_from,
		.fd = -1,
		.period = 1000,
	};
	struct nbcoap_node *n = nbcoap_node_open(&config);
	bool answered = false;

	if (!n)
		return;
	nbcoap_node_start_socket(n, &socket);
	for (serve(l, n); l->state != NB_LINK_UP; serve(l, n))
		wait_and_read(l, n);
	if (nbcoap_node_get(n, uri, done, &answered) < 0)
		fprintf(stderr, "%s: no URI to ask\n", uri);
	else
		for (serve(l, n); !answered; serve(l, n))
			wait_and_read(l, n);
	nbsqn_modem_shutdown(l->modem, now());
	for (serve(l, n); !nbsqn_modem_is_shut(l->modem); serve(l, n))
		wait_and_read(l, n);
	nbcoap_node_close(n);
}

/* "key=value" of the command line; false: one of them is not good. */
static bool read_settings(struct nbsqn_setting *settings, char **words)
{
	char why[NBSQN_WHY];

	for (size_t i = 0; words[i] && i < SETTINGS; i++) {
		char *value = strchr(words[i], '=');

		if (!value)
			return false;
		*value = '\0';
		settings[i] = (struct nbsqn_setting){words[i], value + 1};
		if (nbsqn_setting_check(&settings[i], why) < 0) {
			fprintf(stderr, "%s: %s\n", words[i], why);
			return false;
		}
	}
	return true;
}

int main(int argc, char **argv)
{
	struct nbsqn_setting settings[SETTINGS + 1] = {{NULL, NULL}};
	struct nbsqn_setup setup = {.settings = settings};

	if (argc < 3 || !read_settings(settings, argv + 3)) {
		fprintf(stderr, "usage: %s DEVICE URI [KEY=VALUE]...\n",
			argv[0]);
		return 64;
	}
	if (getrandom(setup.secret, sizeof(setup.secret), 0) < 0)
		return 1;
	void *memory = malloc(nbsqn_modem_footprint());
	if (!memory)
		return 1;
	struct line line = {
		.path = argv[1],
		.fd = -1,
		.modem = nbsqn_modem_init(memory, &setup, now()),
		.state = NB_LINK_ABSENT,
	};
	ask(&line, argv[2]);
	if (line.fd >= 0)
		close(line.fd);
	free(memory);
	return 0;
}
