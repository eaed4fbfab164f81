using Pipeline.Messaging.AmazonSqs.Receiving;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

public sealed class RecentlyHandledTests
{
    [Fact]
    public void Add_MoreThanItHolds_ForgetsTheOldestOnly()
    {
        var sut = new RecentlyHandled();
        for (var number = 0; number < RecentlyHandled.Capacity; number++)
        {
            sut.Add($"{number}");
        }

        sut.Add("0");
        sut.Add("new");

        Assert.False(sut.Contains("1"));
        Assert.True(sut.Contains("0"));
        Assert.True(sut.Contains("2"));
        Assert.True(sut.Contains("new"));
    }
}
