using Pipeline.Ingress.Fuzz;

namespace Pipeline.Ingress.Tests.LiveEvents;

public sealed class EventFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Row", "S7")]
    [Trait("Row", "S10")]
    public void Parse_WhateverComes_ReadsOrRefuses(ulong seed)
    {
        var sut = new EventFuzz(seed);

        sut.Try(10_000);

        Assert.True(sut.Failure is null, sut.Failure);
        Assert.True(sut.Events > 1000 && sut.Refused > 1000, $"{sut.Events} events, {sut.Refused} refused: it does not try much.");
    }
}
