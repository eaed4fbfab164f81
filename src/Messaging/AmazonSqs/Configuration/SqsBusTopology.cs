using MassTransit.Configuration;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>What code may ask a bus about its addresses.</summary>
internal sealed class SqsBusTopology(IHostConfiguration host, ITopologyConfiguration topology) : BusTopology(host, topology);
