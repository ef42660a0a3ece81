/*
 * serial.h - a serial port: a UART or a pty, for us alone
 *
 * Knows how to open, lock and set one up: raw, 8N1, flow control as told.
 * UARTs are libserialport's; a pty, which it cannot open, is set up with
 * plain termios.  Does not know a modem.  Bytes go through the descriptor
 * itself, which does not block and is closed on exec.
 */
#ifndef OS_SERIAL_H
#define OS_SERIAL_H

#include <nbcoap/types.h>
#include <sys/types.h>

struct sp_port;

struct os_serial {
	int fd;               /* to watch; -1: closed */
	int lock;             /* a UART's second descriptor, locked; or -1 */
	struct sp_port *uart; /* NULL: a pty */
};

#define OS_SERIAL_CLOSED                                                       \
	{                                                                      \
		.fd = -1, .lock = -1                                           \
	}

/* Longest reason, with its NUL. */
#define OS_SERIAL_WHY 256

/*
 * Opens @path (a link to the device is fine) at @baud.  The lock comes first:
 * a port that another process holds is left as it is.  0, or NB_ERR_SYSTEM
 * and @why, which names that process.
 */
int os_serial_open(struct os_serial *s, const char *path, uint32_t baud,
		   bool rtscts, char why[OS_SERIAL_WHY]);

/* Another speed from now on.  0, or NB_ERR_SYSTEM: the port cannot do it. */
int os_serial_set_speed(struct os_serial *s, uint32_t baud);

/*
 * How many bytes were read or taken; 0: none now; NB_ERR_SYSTEM: the device
 * has gone.
 */
ssize_t os_serial_read(struct os_serial *s, void *buf, size_t cap);
ssize_t os_serial_write(struct os_serial *s, const void *data, size_t len);

/*
 * What was not sent yet is dropped: a modem that takes nothing holds up
 * nobody.  Closing a closed port is fine.
 */
void os_serial_close(struct os_serial *s);

#endif
