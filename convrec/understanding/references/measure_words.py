"""Chinese measure words, which stand for the thing itself after 这, 那 and numbers: 那个, 这款, 第二部."""

MEASURE_WORD = "个個款件张張把盏盞只隻条條块塊部篇首本双雙台臺套幅盒瓶袋包样樣杯位家间間支枝顶頂双串副枚首曲集盆"
