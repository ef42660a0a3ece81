# Floor by floor, from the ground.
include src/base/local.mk
include src/coap/local.mk
include src/transfer/local.mk
include src/at/local.mk
include src/trace/local.mk
include src/conf/local.mk
include src/os/local.mk
include src/node/local.mk
include src/client/local.mk
include src/gateway/local.mk
include src/sequans/local.mk
include src/sim/local.mk
include src/api/local.mk
include src/hub/local.mk
include src/daemon/local.mk
include src/cli/local.mk
include src/simd/local.mk
