using Pipeline.Tests.Traffic;

[assembly: CheckedTraffic]
