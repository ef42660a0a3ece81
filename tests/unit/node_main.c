#include "unit/node_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		node_client_case, node_microcoapy_case, node_server_case,
		node_udp_case,    node_whole_case,      NULL,
	};
	return unit_run("node", cases);
}
